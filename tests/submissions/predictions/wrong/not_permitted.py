# EPERM for a mode that does not permit it
# breaks: share_read_only; help: errors_confused

predictions = {"map_empty_file": "ok", "map_no_bytes": "EINVAL", "share_read_only": "EPERM", "share_write_only": "EPERM", "load_after_close": "ok", "map_from_half_a_page": "EINVAL", "load_behind_the_file": "SIGBUS", "unmap_the_middle": "SIGSEGV", "sync_private": "ok", "store_in_private": "ok"}
