# words that are members of a StrEnum

from enum import StrEnum
class W(StrEnum):
    OK = "ok"; EINVAL = "EINVAL"; EACCES = "EACCES"; SIGBUS = "SIGBUS"; SIGSEGV = "SIGSEGV"
predictions = {"map_empty_file": W.OK, "map_no_bytes": W.EINVAL, "share_read_only": W.EACCES, "share_write_only": W.EACCES, "load_after_close": W.OK, "map_from_half_a_page": W.EINVAL, "load_behind_the_file": W.SIGBUS, "unmap_the_middle": W.SIGSEGV, "sync_private": W.OK, "store_in_private": W.OK}
