"""How many pixels we are ready to decode, and how many OCR needs."""

MOST_PIXELS = 120_000_000  # A3 at 600 dpi has 70 million; a picture that unpacks to more may be a bomb
OCR_DPI = 200  # 9 point figures are 25 pixels high, which the recogniser scales to 48; finer costs time only
