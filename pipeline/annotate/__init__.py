"""The way of a correction: corpus → tasks → people (Label Studio, or any editor) → annotations → `pipeline train`.

    corpus.py          what `pipeline extract` found, as tasks with the machine's answer filled in
    label_studio.py    tasks as Label Studio imports them, and its export read back; interfaces/*.xml draw its screens
    corrections.py     what people corrected, as lines in the annotations' own schemas, under annotations/corrections

A task is one section with its statements, or one report with its headings.
"""
