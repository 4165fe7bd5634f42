# blanks filled in one by one, names taken from errno and signal

import errno
import signal

predictions = dict.fromkeys(
    """map_empty_file map_no_bytes share_read_only share_write_only load_after_close
    map_from_half_a_page load_behind_the_file unmap_the_middle sync_private
    store_in_private""".split(),
    "",
)
for name in predictions:
    predictions[name] = "ok"
predictions["map_no_bytes"] = predictions["map_from_half_a_page"] = errno.errorcode[errno.EINVAL]
predictions |= dict.fromkeys(("share_read_only", "share_write_only"), errno.errorcode[errno.EACCES])
predictions["load_behind_the_file"] = signal.Signals(signal.SIGBUS).name
predictions["unmap_the_middle"] = signal.SIGSEGV.name
