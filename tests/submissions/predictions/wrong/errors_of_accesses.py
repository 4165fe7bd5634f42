# an error code for an access
# breaks: load_behind_the_file; help: access_taken_for_call

predictions = {"map_empty_file": "ok", "map_no_bytes": "EINVAL", "share_read_only": "EACCES", "share_write_only": "EACCES", "load_after_close": "ok", "map_from_half_a_page": "EINVAL", "load_behind_the_file": "EFAULT", "unmap_the_middle": "EINVAL", "sync_private": "ok", "store_in_private": "ok"}
