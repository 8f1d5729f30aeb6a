-- What Slipstream writes to Kafka, as tables. Every other file here is run after this one, in the same session.
-- A table only describes a topic: nothing is read before a query asks for it.

SET 'table.local-time-zone' = 'UTC';
-- After a crash a job goes on from its last checkpoint: what it had counted, and how far it had read.
SET 'execution.checkpointing.interval' = '10 s';
-- A race of which nothing has come for a day is over. Without a limit a job remembers all races for ever.
SET 'table.exec.state.ttl' = '1 d';

-- Ten rows an update, one for each driver. The columns are those of the Avro schema that each record names by its id.
CREATE TABLE positions (
  driver_name STRING NOT NULL,
  `position` INT NOT NULL,
  `timestamp` BIGINT NOT NULL,
  race_id STRING,
  team_name STRING NOT NULL,
  speed DOUBLE NOT NULL,
  -- Event time: when it happened, in milliseconds since 1970. Windows and patterns go by it.
  ts AS TO_TIMESTAMP_LTZ(`timestamp`, 3),
  -- Processing time: when Flink sees the row. Nothing waits for it, but no second run sees the same.
  seen AS PROCTIME(),
  -- The watermark says how far event time has come: one second behind the newest row, so that a row that is late by less
  -- than that still finds its window open.
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'f1-driver-positions',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'earliest-offset',
  -- Time advances only as far as in the slowest partition. One without a race would stop it, so it does not count.
  'scan.watermark.idle-timeout' = '5 s',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://localhost:5001'
);

-- Anomalies of a session that is replayed or live. Fields of the JSON that are not named here are skipped.
CREATE TABLE alerts (
  alert_id STRING,
  rule STRING,
  severity STRING,
  driver_id STRING,
  state STRING,
  `value` DOUBLE,
  lap_number INT,
  run_id STRING,
  session_time DOUBLE,
  -- When the record was made, in UTC. It goes forward also when an old session is replayed, or one a second time, so it is the
  -- better event time than the date of what happened.
  `timestamp` TIMESTAMP(3),
  WATERMARK FOR `timestamp` AS `timestamp` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'f1-alerts',
  'properties.bootstrap.servers' = 'localhost:9092',
  -- Alerts are written in transactions. Whoever does not say this also reads those that were undone.
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'scan.watermark.idle-timeout' = '5 s',
  'value.format' = 'json',
  'value.json.timestamp-format.standard' = 'ISO-8601'
);

-- Everything else of a session: one topic for messages of many types, of which each has some of the columns.
CREATE TABLE session_messages (
  message_type STRING,
  run_id STRING,
  driver_id STRING,
  session_time DOUBLE,
  `timestamp` TIMESTAMP(3),
  -- of track_status
  code STRING,
  text STRING,
  -- of lap
  lap_number INT,
  lap_time DOUBLE,
  lap_start DOUBLE,
  compound STRING,
  deleted BOOLEAN,
  revision INT,
  WATERMARK FOR `timestamp` AS `timestamp` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'f1-session',
  'properties.bootstrap.servers' = 'localhost:9092',
  'scan.startup.mode' = 'earliest-offset',
  'value.format' = 'json',
  'value.json.timestamp-format.standard' = 'ISO-8601'
);
