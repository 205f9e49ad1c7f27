"""What can go wrong with a document, said so that a user knows the next step."""

import errno
from typing import Final

OF_THE_MACHINE: Final = frozenset(  # what an OSError says when no file is to blame
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
)


class PipelineError(Exception):
    """Base of all errors this package raises on purpose."""


class UnreadableFile(PipelineError):
    """The file's bytes cannot be read as the format they claim: broken, encrypted, empty, too large."""


class UnreachableFile(UnreadableFile):
    """The file's bytes cannot be had now: it vanished, its disk or share does not answer. They may be had later."""


class UnknownFormat(UnreadableFile):
    """No reader takes these bytes."""


class RecognitionFailed(PipelineError):
    """The OCR engine failed on a page."""


class TimedOut(PipelineError):
    """One document took longer than the time it was given."""


class BadVocabulary(PipelineError):
    """An entry of a vocabulary file is wrong; the message names the file, the entry and the mend."""


class UsageError(PipelineError):
    """The command line or the arguments of a public function cannot be carried out."""


class MachineFault(PipelineError):
    """The machine cannot do the work: weights, a library, memory or disk are missing. No document is to blame."""
