"""How many pixels we are ready to decode, and how many OCR needs."""

MOST_PIXELS = 80_000_000  # A3 at 600 dpi has 70 million; a picture that unpacks to more may be a bomb
OCR_DPI = 150  # 9 point figures are 19 pixels high; 200 dpi takes half as long again
