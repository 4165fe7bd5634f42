# from outcome to names, turned round

OUTCOMES = {
    "ok": ["map_empty_file", "load_after_close", "sync_private", "store_in_private"],
    "EINVAL": ["map_no_bytes", "map_from_half_a_page"],
    "EACCES": ["share_read_only", "share_write_only"],
    "SIGBUS": ["load_behind_the_file"],
    "SIGSEGV": ["unmap_the_middle"],
}
predictions = {name: outcome for outcome, names in OUTCOMES.items() for name in names}
