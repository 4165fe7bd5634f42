"""Collecting from nbgrader's exchange only what a student's own account has handed in.

Every account may write into the exchange, under any name. nbgrader takes the newest folder of each
name and merely logs when somebody else owns it; and while a student submits, half of a folder.
"""

import os
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect


class Collect(ExchangeCollect):
    def init_src(self):
        super().init_src()
        self.src_records = [record for record in self.src_records if self._is_theirs(record)]

    def _sort_by_timestamp(self, records):
        theirs = [record for record in records if self._is_theirs(record)]
        return super()._sort_by_timestamp(theirs or records)

    def _is_theirs(self, record: dict) -> bool:
        folder = Path(self.inbound_path, record["filename"])
        # nbgrader writes this last; of a folder that is still closed it shows nothing.
        if not os.path.exists(folder / "submission_secret.txt"):
            self.log.warning("%s is not complete (yet), so it is left out", folder)
            return False
        if self.check_owner and _owner(folder) != record["username"]:
            self.log.warning("%s was not handed in by that student, so it is left out", folder)
            return False
        return True


def _owner(folder: Path) -> str:
    try:
        return folder.owner()
    except KeyError:
        return ""  # an account that is no more
