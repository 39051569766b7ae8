-- One contest and its attempts, and what the contest format makes of them. All numbers are
-- integers; fractions are compared by multiplying crosswise.

-- What was given ---------------------------------------------------------------------------------

CREATE TABLE rules (
    questions INTEGER,           -- on one paper: full marks
    target TEXT,                 -- what a prediction is measured against
    last_resort TEXT,            -- organizers or share
    once_per_unit INTEGER        -- one collective prize for a unit
);
CREATE TABLE unit (id TEXT PRIMARY KEY, kind TEXT, headcount INTEGER);
CREATE TABLE prize (
    sort TEXT,                   -- individual or collective
    number INTEGER,              -- place in the file, from 1
    count INTEGER,
    amount INTEGER,
    category TEXT, full_marks_only INTEGER, min_score INTEGER,
    metric TEXT, unit_kind TEXT, min_participants INTEGER, min_rate INTEGER,
    PRIMARY KEY (sort, number)
);
CREATE TABLE attempt (
    participant TEXT, number INTEGER, unit TEXT, category TEXT, started_at INTEGER,
    is_reset INTEGER, is_disqualified INTEGER,
    score INTEGER, elapsed INTEGER, submitted_at INTEGER,    -- NULL: never sealed
    prediction INTEGER,
    PRIMARY KEY (participant, number)
);

-- How organizers would break any tie: the smaller number first. Empty: they have decided nothing.
CREATE TABLE lot (who TEXT PRIMARY KEY, number INTEGER);

-- Who refused a prize, or did not claim it: keeps the place in the standing, wins nothing.
CREATE TABLE passed (who TEXT PRIMARY KEY);

-- Who stands where -------------------------------------------------------------------------------

CREATE VIEW counting AS
SELECT * FROM attempt
WHERE submitted_at IS NOT NULL AND NOT is_reset AND NOT is_disqualified;

CREATE VIEW measure AS
SELECT CASE rules.target
    WHEN 'participants' THEN (SELECT COUNT(DISTINCT participant) FROM counting)
    WHEN 'attempts' THEN (SELECT COUNT(*) FROM counting)
    WHEN 'full_marks' THEN
        (SELECT COUNT(DISTINCT participant) FROM counting WHERE score = rules.questions)
END AS target
FROM rules;

CREATE VIEW person AS
SELECT participant, COUNT(*) AS started, MIN(started_at) AS registered_at
FROM attempt WHERE NOT is_reset
GROUP BY participant;

-- Every counting attempt with each key of the format, made so that the smaller comes first.
CREATE VIEW keyed AS
SELECT counting.*,
    -score AS by_score,
    elapsed AS by_elapsed,
    submitted_at AS by_submitted_at,
    CASE WHEN prediction IS NULL OR target IS NULL THEN 9223372036854775807
        ELSE ABS(prediction - target) END AS by_prediction,
    started AS by_attempts,
    registered_at AS by_registered_at
FROM counting JOIN person USING (participant) CROSS JOIN measure;

-- One row a person: the best attempt and its rank, equal where all keys are equal.
CREATE TABLE standing (
    participant TEXT PRIMARY KEY, number INTEGER, unit TEXT, category TEXT, score INTEGER,
    rank INTEGER
);

-- What units have reached ------------------------------------------------------------------------

-- Full marks are the highest score reached wherever somebody has them; where nobody has, the
-- highest score reached stands for them. So the one count serves for both.
CREATE TABLE tally (
    unit TEXT PRIMARY KEY, kind TEXT, headcount INTEGER,
    participants INTEGER, attempts INTEGER, at_highest INTEGER, right_answers INTEGER
);

CREATE VIEW reached AS
SELECT unit, kind, headcount, participants, 'participants' AS metric, participants AS num, 1 AS den
FROM tally
UNION ALL
SELECT unit, kind, headcount, participants, 'attempts', attempts, 1 FROM tally
UNION ALL
SELECT unit, kind, headcount, participants, 'participation_rate',
    MIN(participants, headcount), headcount
FROM tally WHERE headcount IS NOT NULL
UNION ALL
SELECT unit, kind, headcount, participants, 'full_marks', at_highest, 1 FROM tally
UNION ALL
SELECT unit, kind, headcount, participants, 'correct_answers', right_answers, 1 FROM tally
UNION ALL
SELECT unit, kind, headcount, participants, 'average_score', right_answers, MAX(participants, 1)
FROM tally;

-- Ladders of prizes, and who stands in line before each -------------------------------------------

-- Consecutive prizes with the same conditions are one ladder; a prize takes the places
-- `first` to `last` of it.
CREATE TABLE rung (
    sort TEXT, ladder INTEGER, number INTEGER, first INTEGER, last INTEGER, amount INTEGER
);
CREATE TABLE ladder_rule (
    sort TEXT, ladder INTEGER, places INTEGER,
    category TEXT, full_marks_only INTEGER, min_score INTEGER,
    metric TEXT, unit_kind TEXT, min_participants INTEGER, min_rate INTEGER,
    PRIMARY KEY (sort, ladder)
);
CREATE TABLE entrant (
    sort TEXT, ladder INTEGER, who TEXT, rank INTEGER,
    PRIMARY KEY (sort, ladder, who)
);

-- What becomes of them ---------------------------------------------------------------------------

-- won: has a prize, whichever; maybe: hangs on a tie that organizers have yet to decide.
CREATE TABLE fate (sort TEXT, who TEXT, fate TEXT, PRIMARY KEY (sort, who));

-- Who is still in line when a ladder is settled.
CREATE TABLE line (sort TEXT, ladder INTEGER, who TEXT, rank INTEGER, maybe INTEGER);

-- A group of equals before a ladder: whatever is decided on earlier ladders, its members come
-- somewhere in the places `lo` to `hi`. Exactly there when nobody up to them is a maybe.
CREATE TABLE stretch (
    sort TEXT, ladder INTEGER, rank INTEGER, size INTEGER, maybes INTEGER,
    lo INTEGER, hi INTEGER, places INTEGER,
    least INTEGER, most INTEGER,     -- amounts among those places
    pot INTEGER                      -- their sum
);
CREATE TABLE award (sort TEXT, ladder INTEGER, who TEXT, amount INTEGER, shared INTEGER);
CREATE VIEW fuzzy AS
SELECT *, NOT (maybes = 0 AND hi - lo + 1 = size AND hi <= places AND least = most) AS open
FROM stretch;
