# the cell as it was given
# breaks: map_empty_file; help: blank

predictions = {
    "map_empty_file": "",
    "map_no_bytes": "",
    "share_read_only": "",
    "share_write_only": "",
    "load_after_close": "",
    "map_from_half_a_page": "",
    "load_behind_the_file": "",
    "unmap_the_middle": "",
    "sync_private": "",
    "store_in_private": "",
}
raise NotImplementedError
