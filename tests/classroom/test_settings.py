"""Where the course's settings come from."""

from grader.classroom.course import Course

CONFIG = """
c = get_config()
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.db_url = "postgresql://there/mmap"
"""


def test_settings_of_the_file_stay_beside_those_given(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text(CONFIG)
    assert Course.load(tmp_path).database == "postgresql://there/mmap"
    given = Course.load(tmp_path, db_url="sqlite://")
    assert (given.database, given.source_directory) == ("sqlite://", "solutions")
