-- Fills everything that does not hang on who won before: standing, tallies, ladders, lines.

-- `best_first` stands for the columns of `keyed` that the contest ranks by, in its order.
INSERT INTO standing
WITH own AS (
    SELECT *,
        ROW_NUMBER() OVER (PARTITION BY participant ORDER BY best_first, number) AS nth
    FROM keyed
)
SELECT participant, number, unit, category, score, RANK() OVER (ORDER BY best_first)
FROM own WHERE nth = 1;

-- Attempts count for the unit that they were made for: anybody can check that by the public rows,
-- which do not say whose other attempts they are.
INSERT INTO tally
SELECT unit.id, unit.kind, unit.headcount,
    COUNT(standing.participant),
    (SELECT COUNT(*) FROM counting WHERE counting.unit = unit.id),
    COALESCE(SUM(standing.score = (SELECT MAX(score) FROM standing)), 0),
    COALESCE(SUM(standing.score), 0)
FROM unit LEFT JOIN standing ON standing.unit = unit.id
GROUP BY unit.id;

INSERT INTO rung
WITH compared AS (
    SELECT *,
        LAG(number) OVER file IS NOT NULL
        AND category IS LAG(category) OVER file
        AND full_marks_only IS LAG(full_marks_only) OVER file
        AND min_score IS LAG(min_score) OVER file
        AND metric IS LAG(metric) OVER file
        AND unit_kind IS LAG(unit_kind) OVER file
        AND min_participants IS LAG(min_participants) OVER file
        AND min_rate IS LAG(min_rate) OVER file AS goes_on
    FROM prize
    WINDOW file AS (PARTITION BY sort ORDER BY number)
), laddered AS (
    SELECT *, SUM(NOT goes_on) OVER (PARTITION BY sort ORDER BY number) AS ladder FROM compared
), placed AS (
    SELECT *, SUM(count) OVER (PARTITION BY sort, ladder ORDER BY number) AS last FROM laddered
)
SELECT sort, ladder, number, last - count + 1, last, amount FROM placed;

INSERT INTO ladder_rule
SELECT sort, ladder, MAX(last), category, full_marks_only, min_score,
    metric, unit_kind, min_participants, min_rate
FROM rung JOIN prize USING (sort, number)
GROUP BY sort, ladder;

-- A rank leaves room behind it for as many lots as there may be people.
INSERT INTO entrant
SELECT sort, ladder, participant, rank * 1000 + COALESCE(lot.number, 0)
FROM ladder_rule CROSS JOIN rules CROSS JOIN standing LEFT JOIN lot ON lot.who = participant
WHERE sort = 'individual'
    AND participant NOT IN passed
    AND (ladder_rule.category IS NULL OR ladder_rule.category = standing.category)
    AND (NOT full_marks_only OR score = questions)
    AND (min_score IS NULL OR score >= min_score);

INSERT INTO entrant
SELECT sort, ladder, unit,
    COALESCE(lot.number, 0) + 1000 * (
        SELECT COUNT(*) FROM reached AS other
        WHERE other.metric = mine.metric AND (
            other.num * mine.den > mine.num * other.den
            OR (
                other.num * mine.den = mine.num * other.den
                AND other.participants > mine.participants
            )
        )
    )
FROM ladder_rule JOIN reached AS mine USING (metric) LEFT JOIN lot ON lot.who = unit
WHERE sort = 'collective'
    AND unit NOT IN passed
    AND num > 0
    AND (unit_kind IS NULL OR unit_kind = kind)
    AND (min_participants IS NULL OR participants >= min_participants)
    AND (min_rate IS NULL OR participants * 100 >= min_rate * headcount);
