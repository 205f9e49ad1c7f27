"""How the labels of headings are learned: outlines, their worn copies, two models."""
