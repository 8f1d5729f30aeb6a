-- average.sql for Confluent Cloud, to be pasted into a workspace, one statement after the other.
-- There every topic with a schema is a table already, so f1-driver-positions needs no CREATE TABLE, and a table that is
-- created makes its topic, of the same name, and its schemas: an Avro key and, as asked for, a JSON Schema value.

CREATE TABLE driver_avg_speed (
  driver_name STRING,
  race_id STRING,
  avg_speed DOUBLE,
  PRIMARY KEY (driver_name, race_id) NOT ENFORCED
) WITH (
  'changelog.mode' = 'upsert',
  'value.format' = 'json-registry'
);

INSERT INTO driver_avg_speed
SELECT driver_name, race_id, AVG(speed) AS avg_speed
FROM `f1-driver-positions`
WHERE race_id IS NOT NULL
GROUP BY driver_name, race_id;
