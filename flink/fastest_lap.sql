-- The fastest lap of each run so far.

SET 'pipeline.name' = 'fastest lap';

CREATE TABLE fastest_lap (
  run_id STRING,
  driver_id STRING,
  lap_number INT,
  lap_time DOUBLE,
  compound STRING,
  PRIMARY KEY (run_id) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'fastest-lap',
  'properties.bootstrap.servers' = 'localhost:9092',
  'key.format' = 'json',
  'value.format' = 'json'
);

-- Laps are corrected afterwards, and deleted: the last revision of a lap is the one that counts.
CREATE VIEW laps AS
SELECT run_id, driver_id, lap_number, lap_time, lap_start, compound, deleted
FROM (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY run_id, driver_id, lap_number ORDER BY revision DESC) AS age
  FROM session_messages
  WHERE message_type = 'lap'
)
WHERE age = 1;

-- If the fastest lap is deleted, the next one takes its place: Flink takes back what it has said. Of equal laps the one that
-- was driven first is the fastest.
INSERT INTO fastest_lap
SELECT run_id, driver_id, lap_number, lap_time, compound
FROM (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY run_id ORDER BY lap_time, lap_start) AS place
  FROM laps
  WHERE lap_time IS NOT NULL AND NOT deleted
)
WHERE place = 1;
