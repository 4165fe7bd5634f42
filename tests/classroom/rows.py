"""What a gradebook says, in an order and without the ids that differ from run to run."""

from sqlalchemy import create_engine, text

_GRADES = """
SELECT sa.student_id, sa.timestamp, n.name AS notebook, sn.flagged, sn.late_submission_penalty,
       b.name AS cell, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade
FROM grade g JOIN submitted_notebook sn ON g.notebook_id = sn.id
JOIN submitted_assignment sa ON sn.assignment_id = sa.id
JOIN notebook n ON sn.notebook_id = n.id JOIN base_cell b ON g.cell_id = b.id
ORDER BY 1, 3, 6"""
_COMMENTS = """
SELECT sa.student_id, n.name AS notebook, b.name AS cell, c.auto_comment, c.manual_comment
FROM comment c JOIN submitted_notebook sn ON c.notebook_id = sn.id
JOIN submitted_assignment sa ON sn.assignment_id = sa.id
JOIN notebook n ON sn.notebook_id = n.id JOIN base_cell b ON c.cell_id = b.id
ORDER BY 1, 2, 3"""
_STUDENTS = "SELECT id, first_name, last_name, email FROM student ORDER BY id"


def rows(url) -> list[list[tuple]]:
    """Grades, comments and students."""
    engine = create_engine(url if "://" in str(url) else f"sqlite:///{url}")
    try:
        with engine.connect() as db:
            queries = (_GRADES, _COMMENTS, _STUDENTS)
            return [[tuple(row) for row in db.execute(text(query))] for query in queries]
    finally:
        engine.dispose()


def scores(url) -> dict[str, float]:
    """Points by student."""
    total: dict[str, float] = {}
    for student, *_, auto, _manual, _extra, _needs in rows(url)[0]:
        total[student] = total.get(student, 0) + (auto or 0)
    return total
