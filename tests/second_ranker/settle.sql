-- Settles the ladder (:sort, :ladder); earlier ladders of the same sort are settled by now.

INSERT INTO line
SELECT sort, ladder, who, rank, fate.who IS NOT NULL
FROM entrant LEFT JOIN fate USING (sort, who)
WHERE sort = :sort AND ladder = :ladder AND fate IS NOT 'won';

INSERT INTO stretch
WITH equals AS (
    SELECT rank, COUNT(*) AS size, SUM(maybe) AS maybes
    FROM line
    WHERE sort = :sort AND ladder = :ladder
    GROUP BY rank
), spread AS (
    SELECT rank, size, maybes,
        SUM(size - maybes) OVER (ORDER BY rank) - (size - maybes) + 1 AS lo,
        SUM(size) OVER (ORDER BY rank) AS hi
    FROM equals
)
SELECT sort, ladder, rank, size, maybes, lo, hi, places,
    MIN(amount), MAX(amount),
    SUM(amount * (MIN(rung.last, hi) - MAX(rung.first, lo) + 1))
FROM spread
JOIN rung ON rung.first <= hi AND rung.last >= lo
JOIN ladder_rule USING (sort, ladder)
WHERE sort = :sort AND ladder = :ladder
GROUP BY rank;

INSERT INTO award
SELECT sort, ladder, who,
    CASE WHEN open AND last_resort = 'share' THEN pot / (size * 1000) * 1000 ELSE least END,
    open AND last_resort = 'share'
FROM fuzzy JOIN line USING (sort, ladder, rank) CROSS JOIN rules
WHERE sort = :sort AND ladder = :ladder AND NOT maybe
    AND (last_resort = 'share' OR (hi <= places AND least = most));

-- A unit may win on many ladders unless the contest says otherwise; a person on one.
INSERT OR REPLACE INTO fate
SELECT sort, who, CASE WHEN hi <= places OR last_resort = 'share' THEN 'won' ELSE 'maybe' END
FROM fuzzy JOIN line USING (sort, ladder, rank) CROSS JOIN rules
WHERE sort = :sort AND ladder = :ladder AND (sort = 'individual' OR once_per_unit);
