-- Speeds of ten seconds each: average, highest, and of how many updates.
-- A window's row is written once, when the watermark passes its end, and never changes. The windows that are open when a
-- race ends are written when the next race moves time on.

SET 'pipeline.name' = 'speeds in windows';

CREATE TABLE speeds_tumbling (
  race_id STRING,
  driver_name STRING,
  window_start TIMESTAMP_LTZ(3),
  window_end TIMESTAMP_LTZ(3),
  avg_speed DOUBLE,
  max_speed DOUBLE,
  updates BIGINT
) WITH (
  'connector' = 'kafka',
  'topic' = 'speeds-tumbling',
  'properties.bootstrap.servers' = 'localhost:9092',
  'value.format' = 'json',
  'value.json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE speeds_hopping WITH ('topic' = 'speeds-hopping') LIKE speeds_tumbling;

-- One job with two results: the positions are read once.
EXECUTE STATEMENT SET BEGIN

-- Tumbling: one window after the other, each row belongs to one.
INSERT INTO speeds_tumbling
SELECT race_id, driver_name, window_start, window_end, AVG(speed), MAX(speed), COUNT(*)
FROM TABLE(TUMBLE(TABLE positions, DESCRIPTOR(ts), INTERVAL '10' SECOND))
GROUP BY window_start, window_end, race_id, driver_name;

-- Hopping: a window of ten seconds begins every two, each row belongs to five.
INSERT INTO speeds_hopping
SELECT race_id, driver_name, window_start, window_end, AVG(speed), MAX(speed), COUNT(*)
FROM TABLE(HOP(TABLE positions, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
GROUP BY window_start, window_end, race_id, driver_name;

END;
