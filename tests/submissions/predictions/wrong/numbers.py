# numbers in place of names
# breaks: share_read_only; help: not_a_name

import errno

predictions = {
    "map_empty_file": "ok",
    "map_no_bytes": "EINVAL",
    "share_read_only": errno.EACCES,
    "share_write_only": "EACCES",
    "load_after_close": "ok",
    "map_from_half_a_page": "EINVAL",
    "load_behind_the_file": "SIGBUS",
    "unmap_the_middle": "SIGSEGV",
    "sync_private": "ok",
    "store_in_private": "ok",
}
