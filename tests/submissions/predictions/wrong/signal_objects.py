# a signal object is no word
# breaks: unmap_the_middle; help: not_a_name

import signal

predictions = {
    "map_empty_file": "ok",
    "map_no_bytes": "EINVAL",
    "share_read_only": "EACCES",
    "share_write_only": "EACCES",
    "load_after_close": "ok",
    "map_from_half_a_page": "EINVAL",
    "load_behind_the_file": "SIGBUS",
    "unmap_the_middle": signal.SIGSEGV,
    "sync_private": "ok",
    "store_in_private": "ok",
}
