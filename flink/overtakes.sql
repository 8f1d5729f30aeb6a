-- Who passed whom, when, and for which place.

SET 'pipeline.name' = 'overtakes';

CREATE TABLE overtakes (
  race_id STRING,
  ts TIMESTAMP_LTZ(3),
  place INT,
  driver_name STRING,
  passed_driver STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'overtakes',
  'properties.bootstrap.servers' = 'localhost:9092',
  'value.format' = 'json',
  'value.json.timestamp-format.standard' = 'ISO-8601'
);

CREATE VIEW moves AS
SELECT
  race_id,
  ts,
  `position` AS place,
  driver_name,
  LAG(`position`) OVER (PARTITION BY race_id, driver_name ORDER BY ts) AS came_from
FROM positions;

-- For each place of a race, the drivers who have it, one row after the other: a pattern finds two neighbouring rows of which
-- the second is somebody else, come from behind. Nobody moves more than one place in an update, so he passed the first.
-- Rows are put in order by event time, so a pass is known when the watermark has reached it, a second after it happened.
INSERT INTO overtakes
SELECT race_id, ts, place, driver_name, passed_driver
FROM moves
MATCH_RECOGNIZE (
  PARTITION BY race_id, place
  ORDER BY ts
  MEASURES
    TAKEN.ts AS ts,
    TAKEN.driver_name AS driver_name,
    HELD.driver_name AS passed_driver
  ONE ROW PER MATCH
  -- Who took the place may lose it in the next update: his row may begin the next match.
  AFTER MATCH SKIP TO LAST TAKEN
  PATTERN (HELD TAKEN)
  DEFINE
    TAKEN AS TAKEN.driver_name <> HELD.driver_name AND TAKEN.came_from > TAKEN.place
);
