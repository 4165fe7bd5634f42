"""The course for nbgrader: its commands and the formgrader read this file."""

from pathlib import Path

c = get_config()  # noqa: F821 (nbgrader provides it)

c.CourseDirectory.course_id = "mmap"
# Said here, so that nbgrader finds the course from whichever folder it is started in.
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}

# A submission's prose is shown to the instructor, and cannot act on that page.
c.HTMLExporter.filters = {"markdown2html": "grader.prose.markdown2html"}

# Of a submission only the student's own text is taken: Rebuild lays it into the source's cells.
c.Autograde.exporter_class = "grader.preprocessor.Rebuild"

# A student's code runs on the grader's stage, never in a kernel of nbgrader's: Judge stands where
# nbgrader has Execute.
c.Autograde.autograde_preprocessors = [
    "grader.preprocessor.Judge",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
