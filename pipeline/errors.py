"""What can go wrong with a document, said so that a user knows the next step."""


class PipelineError(Exception):
    """Base of all errors this package raises on purpose."""


class UnreadableFile(PipelineError):
    """The file's bytes cannot be read as the format they claim: broken, encrypted, empty, too large."""


class UnknownFormat(UnreadableFile):
    """No reader takes these bytes."""


class RecognitionFailed(PipelineError):
    """The OCR engine could not be loaded, or failed on a page."""


class TimedOut(PipelineError):
    """One document took longer than the time it was given."""


class BadVocabulary(PipelineError):
    """An entry of a vocabulary file is wrong; the message names the file, the entry and the mend."""


class UsageError(PipelineError):
    """The command line or the arguments of a public function cannot be carried out."""
