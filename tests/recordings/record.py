"""Record anew what the OCR engine reads on the pictures of this folder: python tests/recordings/record.py

Look at the difference before you keep it.
"""

from pathlib import Path

from pipeline.machine import cores
from pipeline.readers import read_document
from pipeline.readers.ocr import choose_engine, open_engine
from pipeline.readers.recognise import RecordingRecogniser

if __name__ == "__main__":
    engine = open_engine(choose_engine(), cores())
    for picture in sorted(Path(__file__).parent.glob("*.jpg")):
        recorder = RecordingRecogniser(engine)
        page = read_document(picture, recorder).pages[0]
        recorder.write(picture.with_suffix(".json"))
        print(picture.name, len(page.lines), "lines", len(page.rules), "rules")
