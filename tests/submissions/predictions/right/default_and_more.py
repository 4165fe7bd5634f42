# a defaultdict, with a key of its own beside the ten

from collections import defaultdict

predictions = defaultdict(lambda: "ok", share_read_only="EACCES", share_write_only="EACCES")
predictions.update(map_no_bytes="EINVAL", map_from_half_a_page="EINVAL")
predictions.update(load_behind_the_file="SIGBUS", unmap_the_middle="SIGSEGV")
for name in ("map_empty_file", "load_after_close", "sync_private", "store_in_private", "mine"):
    predictions[name]
