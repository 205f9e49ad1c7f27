"""Where the tables are: pages → grids of cells, one file for each way a table is drawn or written."""
