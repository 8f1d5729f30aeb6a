"""bench weak-scaling in small on a real Kafka: exact counts, every form of the report, nothing left behind."""
import csv
import json
import signal
import time
import unittest
import xml.etree.ElementTree as ElementTree

import cluster
import slipstream_process as sp

SMALL = ("--consumers", "1,2", "--records", "20000", "--repeats", "2")


class WeakScaling(cluster.OnKafka):
    def setUp(self):
        sp.EndToEnd.setUp(self)  # needs no real data

    def bench(self, *arguments, **kwargs):
        done = sp.run("bench", "weak-scaling", *self.on_kafka, *arguments, data=self.data, **kwargs)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def topics(self):
        done = sp.run("topics", "list", "--json", *self.on_kafka, data=self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [topic["topic"] for topic in json.loads(done.stdout)]

    def test_counts_are_exact_and_every_form_says_the_same(self):
        table, picture = self.data / "scaling.csv", self.data / "scaling.svg"
        report = json.loads(self.bench(*SMALL, "--json", "-o", table, "-o", picture))
        self.assertEqual(self.topics(), [])
        self.assertGreater(report["cores"], 0)
        one, two = report["scenarios"]
        for consumers, scenario in ((1, one), (2, two)):
            self.assertEqual([scenario[key] for key in ("consumers", "partitions", "cars", "records")],
                             [consumers, 4 * consumers, 20 * consumers, 20_000 * consumers])
            self.assertEqual(len(scenario["readings"]), 2)
            self.assertGreater(scenario["anomalies"], 0)
            for figure in ("seconds", "records_per_second", "cpu_seconds_per_million"):
                self.assertGreater(scenario[figure], 0, figure)
        self.assertEqual((one["efficiency"], one["cpu_ratio"]), (1, 1))
        self.assertAlmostEqual(two["efficiency"], one["seconds"] / two["seconds"])

        with table.open() as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([int(row["records"]) for row in rows], [20_000, 40_000])
        self.assertAlmostEqual(float(rows[1]["efficiency"]), two["efficiency"], places=3)
        texts = [text.text for text in ElementTree.parse(picture).iter("{http://www.w3.org/2000/svg}text")]
        self.assertIn("Weak scaling on Kafka", texts)
        self.assertIn(f"{two['cpu_seconds_per_million']:.3f}", texts)

    def test_scenarios_are_those_of_the_existing_pipelines_file(self):
        config = self.data / "config.yaml"
        config.write_text("scaling:\n  scenarios: [2, 1]  # Number of consumers/partitions for weak scaling demo\n"
                          "  duration_per_scenario: 300  # seconds\n")
        lines = self.bench("--config", config, "--records", "4000", "--repeats", "1", "--partitions", "1").splitlines()
        self.assertEqual([line.split()[:4] for line in lines[1:3]], [["1", "1", "20", "4000"], ["2", "2", "40", "8000"]])

    def test_interrupted_it_leaves_no_topic(self):
        process = self.start("bench", "weak-scaling", *self.on_kafka, "--consumers", "2", "--records", "40000", "--repeats", "1000")
        sp.wait_for(self.topics, "the topic")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=sp.PATIENCE_S)
        self.assertEqual(process.returncode, 130, err)
        self.assertEqual(self.topics(), [])

    def test_what_cannot_be_measured_is_refused(self):
        for arguments, said in ((("--engine", "embedded"), "needs --engine kafka"),
                                ((*self.on_kafka, "--records", "10"), "must be a multiple of --partitions, 4"),
                                ((*self.on_kafka, "-o", "scaling.png"), ".csv or .svg"),
                                ((*self.on_kafka, "--consumers", "0"), "--consumers")):
            done = sp.run("bench", "weak-scaling", *arguments, data=self.data)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(said, done.stderr)
        self.assertEqual(self.topics(), [])


if __name__ == "__main__":
    unittest.main()
