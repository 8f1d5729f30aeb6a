-- Where each driver started, where he is, and how many places he has gained and lost on the way.

SET 'pipeline.name' = 'places gained and lost';

CREATE TABLE places (
  race_id STRING,
  driver_name STRING,
  started INT,
  `position` INT,
  gained INT,
  lost INT,
  PRIMARY KEY (race_id, driver_name) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'driver-places',
  'properties.bootstrap.servers' = 'localhost:9092',
  'key.format' = 'json',
  'value.format' = 'json'
);

-- Each row beside the one before it of the same driver. All rows of a race are in one partition, which keeps their order, so
-- the order in which they are seen is the order of the race, and nothing has to wait for a watermark.
CREATE VIEW steps AS
SELECT
  race_id,
  driver_name,
  `position`,
  LAG(`position`) OVER (PARTITION BY race_id, driver_name ORDER BY seen) AS earlier
FROM positions
WHERE race_id IS NOT NULL;

INSERT INTO places
SELECT
  race_id,
  driver_name,
  FIRST_VALUE(`position`) AS started,
  LAST_VALUE(`position`) AS `position`,
  -- The first row has nothing before it: NULL, which counts as no step.
  SUM(CASE WHEN `position` < earlier THEN earlier - `position` ELSE 0 END) AS gained,
  SUM(CASE WHEN `position` > earlier THEN `position` - earlier ELSE 0 END) AS lost
FROM steps
GROUP BY race_id, driver_name;
