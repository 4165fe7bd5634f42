# an array for a word: no comparison of it is true or false
# breaks: words; help: not_a_dict

import numpy as np

predictions = {
    "map_empty_file": "ok",
    "map_no_bytes": np.array([22, 22]),
    "share_read_only": "EACCES",
    "share_write_only": "EACCES",
    "load_after_close": "ok",
    "map_from_half_a_page": "EINVAL",
    "load_behind_the_file": "SIGBUS",
    "unmap_the_middle": "SIGSEGV",
    "sync_private": "ok",
    "store_in_private": "ok",
}
