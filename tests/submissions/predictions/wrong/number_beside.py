# the number of each error and signal beside its name
# breaks: unmap_the_middle; help: not_a_name

predictions = {"map_empty_file": "ok", "map_no_bytes": "EINVAL (22)", "share_read_only": "EACCES (13)", "share_write_only": "EACCES (13)", "load_after_close": "ok", "map_from_half_a_page": "EINVAL (22)", "load_behind_the_file": "SIGBUS (7)", "unmap_the_middle": "SIGSEGV (11)", "sync_private": "ok", "store_in_private": "ok"}
