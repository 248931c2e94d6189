"""Gives pages of a mapped file back to the system once a reader has passed them."""

import mmap

STEP = 1024 * 1024  # bytes


class PassedPages:
    """One walk over a file from its start; without it a large file would fill the memory."""

    def __init__(self, content: bytes | mmap.mmap) -> None:
        self._content = content
        self._given_back = 0

    def forget_to(self, position: int) -> None:
        """Give back what lies before ``position``; who reads there again gets the same bytes."""
        size = (position - self._given_back) // mmap.PAGESIZE * mmap.PAGESIZE
        if size < STEP or not isinstance(self._content, mmap.mmap):
            return
        # The mapping is read-only, so its pages hold nothing that the file does not.
        self._content.madvise(mmap.MADV_DONTNEED, self._given_back, size)
        self._given_back += size
