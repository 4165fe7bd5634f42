# everything is thought to work
# breaks: load_behind_the_file; help: touch_taken_for_harmless

predictions = {
    "map_empty_file": "ok",
    "map_no_bytes": "ok",
    "share_read_only": "ok",
    "share_write_only": "ok",
    "load_after_close": "ok",
    "map_from_half_a_page": "ok",
    "load_behind_the_file": "ok",
    "unmap_the_middle": "ok",
    "sync_private": "ok",
    "store_in_private": "ok",
}
