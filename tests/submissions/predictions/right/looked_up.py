# names looked up in errno and signal

import errno, signal
E = errno.errorcode
predictions = dict(map_empty_file="ok", map_no_bytes=E[errno.EINVAL], share_read_only=E[errno.EACCES], share_write_only=E[13], load_after_close="ok", map_from_half_a_page=E[22], load_behind_the_file=signal.SIGBUS.name, unmap_the_middle=signal.Signals.SIGSEGV.name, sync_private="ok", store_in_private="ok")
