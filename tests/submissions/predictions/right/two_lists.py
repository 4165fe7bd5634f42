# two lists, zipped

names = [
    "map_empty_file", "map_no_bytes", "share_read_only", "share_write_only", "load_after_close",
    "map_from_half_a_page", "load_behind_the_file", "unmap_the_middle", "sync_private",
    "store_in_private",
]
words = "ok EINVAL EACCES EACCES ok EINVAL SIGBUS SIGSEGV ok ok".split()
predictions = dict(zip(names, words))
print(predictions)
