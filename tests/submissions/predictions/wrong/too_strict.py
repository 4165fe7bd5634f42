# a private mapping is taken for a shared one
# breaks: store_in_private; help: taken_too_strict

predictions = {
    "map_empty_file": "ok",
    "map_no_bytes": "EINVAL",
    "share_read_only": "EACCES",
    "share_write_only": "EACCES",
    "load_after_close": "ok",
    "map_from_half_a_page": "EINVAL",
    "load_behind_the_file": "SIGBUS",
    "unmap_the_middle": "SIGSEGV",
    "sync_private": "EINVAL",
    "store_in_private": "EACCES",
}
