# three of ten
# breaks: sync_private; help: blank

predictions = {
    "map_empty_file": "ok",
    "map_no_bytes": "EINVAL",
    "share_read_only": "EACCES",
}
