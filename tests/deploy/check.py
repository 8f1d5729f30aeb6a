"""The files of deploy/: each is what its reader takes, they agree with each other, and the real binary with them."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

import compose_spec
import kubernetes_validate
import yaml

BINARY = os.environ["SLIPSTREAM_BINARY"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
IMAGE = "slipstream:0.1.0"
CONFIGURATION = "/etc/slipstream/slipstream.yaml"


def documents(path):
    return [document for document in yaml.safe_load_all(path.read_text()) if document]


def run(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120)


COMPOSE = documents(DEPLOY / "compose.yaml")[0]
SERVICES = COMPOSE["services"]
MANIFESTS = {path.name: documents(path) for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))}
OBJECTS = [each for found in MANIFESTS.values() for each in found]
PODS = {each["metadata"]["name"]: each["spec"]["template"] for each in OBJECTS if "template" in each.get("spec", {})}
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
SETTINGS = next(each for each in OBJECTS if each["kind"] == "ConfigMap")["data"]["slipstream.yaml"]


def containers(pod):
    return pod["spec"].get("initContainers", []) + pod["spec"]["containers"]


class Compose(unittest.TestCase):
    def test_is_what_the_specification_says(self):
        compose_spec.PyCompose.from_yaml(yaml.safe_dump(COMPOSE))  # knows every key
        compose_spec.ComposeSpecification.model_validate(COMPOSE)  # knows every type

    def test_services_wait_for_what_there_is(self):
        for name, service in SERVICES.items():
            for other, wait in service.get("depends_on", {}).items():
                with self.subTest(service=name, waits_for=other):
                    self.assertIn(other, SERVICES)
                    self.assertEqual(wait["condition"] == "service_healthy", "healthcheck" in SERVICES[other])

    def test_mounts_and_secrets_are_there(self):
        for name, service in SERVICES.items():
            for mount in service.get("volumes", []):
                source = mount.split(":")[0]
                with self.subTest(service=name, mount=mount):
                    found = (DEPLOY / source).is_file() if source.startswith(".") else source in COMPOSE["volumes"]
                    self.assertTrue(found)
            self.assertLessEqual(set(service.get("secrets", [])), set(COMPOSE["secrets"]))

    def test_images_are_pinned_and_ports_are_this_machine_s(self):
        for name, service in SERVICES.items():
            with self.subTest(service=name):
                self.assertRegex(service["image"], r":v?\d+\.\d+\.\d+[^:]*$")
                self.assertNotIn("network_mode", service)
                for port in service.get("ports", []):
                    self.assertTrue(port.startswith("127.0.0.1:"), port)


class Kubernetes(unittest.TestCase):
    def test_is_what_kubernetes_takes(self):
        for name, found in MANIFESTS.items():
            for version in ("1.30", "1.37"):
                for each in found:
                    with self.subTest(file=name, kind=each["kind"], version=version):
                        kubernetes_validate.validate(each, version, strict=True)

    def test_names_lead_to_what_there_is(self):
        known = {(each["kind"], each["metadata"]["name"]) for each in OBJECTS}
        for name, pod in PODS.items():
            volumes = {volume["name"] for volume in pod["spec"]["volumes"]}
            mounts = [mount["name"] for container in containers(pod) for mount in container["volumeMounts"]]
            with self.subTest(pod=name):
                self.assertEqual(set(mounts), volumes)
                for volume in pod["spec"]["volumes"]:
                    if "configMap" in volume:
                        self.assertIn(("ConfigMap", volume["configMap"]["name"]), known)
                    if "secret" in volume:
                        self.assertIn(("Secret", volume["secret"]["secretName"]), known)
        for each in OBJECTS:
            if each["kind"] != "Namespace":
                self.assertIn(("Namespace", each["metadata"]["namespace"]), known)
            if each["kind"] == "Deployment":
                labels = each["spec"]["template"]["metadata"]["labels"]
                self.assertEqual(each["spec"]["selector"]["matchLabels"], labels)
            if each["kind"] == "Service":
                self.assertIn(each["spec"]["selector"], [pod["metadata"]["labels"] for pod in PODS.values()])

    def test_containers_need_no_rights(self):
        for name, pod in PODS.items():
            for container in containers(pod):
                with self.subTest(pod=name, container=container["name"]):
                    self.assertTrue(pod["spec"]["securityContext"]["runAsNonRoot"])
                    self.assertTrue(container["securityContext"]["readOnlyRootFilesystem"])
                    self.assertEqual(container["securityContext"]["capabilities"], {"drop": ["ALL"]})
                    self.assertIn("memory", container["resources"]["requests"])


@unittest.skipUnless(shutil.which("systemd-analyze"), "no systemd-analyze")
class Systemd(unittest.TestCase):
    def test_units(self):
        with tempfile.TemporaryDirectory() as folder:
            copies = [pathlib.Path(folder) / unit.name for unit in UNITS]
            for unit, copy in zip(UNITS, copies):
                copy.write_text(unit.read_text().replace("/usr/local/bin/slipstream", BINARY))  # it must exist
            found = run("systemd-analyze", "verify", *copies)
            self.assertEqual((found.returncode, found.stderr), (0, ""))
            for copy in copies:  # 10 times the exposure, of 100
                found = run("systemd-analyze", "security", "--offline=true", "--threshold=15", copy)
                self.assertEqual(found.returncode, 0, found.stdout)


class Image(unittest.TestCase):
    DOCKERFILE = (DEPLOY / "Dockerfile").read_text()

    def test_hadolint_finds_nothing(self):
        # DL3008 wants versions of Debian's packages, which are Debian 12's.
        found = run(pathlib.Path(sys.executable).with_name("hadolint"), "--ignore", "DL3008", DEPLOY / "Dockerfile")
        self.assertEqual((found.returncode, found.stdout), (0, ""))

    def test_stages_are_debian_12(self):
        self.assertEqual(re.findall(r"^FROM (\S+)", self.DOCKERFILE, re.M), ["debian:12-slim"] * 2)

    @unittest.skipUnless(shutil.which("dpkg"), "not a Debian")
    def test_has_every_library_of_the_binary(self):
        installed = set(re.search(r"--no-install-recommends ((?:.|\n)*?) &&", self.DOCKERFILE).group(1).split())
        for library in re.findall(r"\(NEEDED\).*\[(.*)\]", run("readelf", "-d", BINARY).stdout):
            owners = {line.split(":")[0] for line in run("dpkg", "-S", f"*/{library}").stdout.splitlines()}
            with self.subTest(library=library):
                if owners:
                    self.assertTrue(owners & (installed | {"libc6", "libgcc-s1"}), f"{owners}: not in the Dockerfile")
                else:
                    self.assertIn(f"/{library} /usr/local/lib/", self.DOCKERFILE)


class Program(unittest.TestCase):
    """What the files say to the binary."""

    def test_command_lines_are_accepted(self):
        lines = [service["command"] for service in SERVICES.values() if service["image"] == IMAGE]
        lines += [container["args"] for pod in PODS.values() for container in containers(pod)]
        for unit in UNITS:
            (line,) = re.findall(r"^ExecStart=/usr/local/bin/slipstream (.*)$", unit.read_text(), re.M)
            lines.append(line.split())
        for line in lines:
            line = [re.sub(r"\$\{\w+:-(.*)\}", r"\1", argument) for argument in line]
            with self.subTest(line=" ".join(line)):
                # Options are judged before files are opened.
                missing = "/nowhere.yaml" if CONFIGURATION not in line else CONFIGURATION
                tried = run(BINARY, *line, "--config", "/nowhere.yaml")
                self.assertEqual(tried.stderr, f"slipstream: {missing}: no such configuration file\n")

    def test_configurations_have_no_unknown_key(self):
        with tempfile.TemporaryDirectory() as folder:
            of_kubernetes = pathlib.Path(folder) / "kubernetes.yaml"
            of_kubernetes.write_text(SETTINGS)
            for file in (DEPLOY / "slipstream.yaml", of_kubernetes):
                with self.subTest(file=file.name):
                    # No cluster answers here; the embedded log stands in for it.
                    checked = run(BINARY, "doctor", "--json", "--engine", "embedded", "--data", folder,
                                  "--config", file)
                    self.assertNotIn("unknown key", checked.stderr)
                    checks = {each["check"]: each for each in json.loads(checked.stdout)}
                    self.assertEqual(checks["configuration"]["found"], "0 notes", checked.stderr)

    def test_tokens_and_hosts(self):
        """Prometheus, Grafana and the health checks get in as they are set up; nobody else does."""
        scrape = documents(DEPLOY / "prometheus.yml")[0]["scrape_configs"][0]
        grafana = documents(DEPLOY / "grafana.yaml")[0]["datasources"][0]
        (target,) = scrape["static_configs"][0]["targets"]
        self.assertEqual(grafana["url"], f"http://{target}")
        token_file = scrape["authorization"]["credentials_file"]
        self.assertIn(f"$__file{{{token_file}}}", grafana["secureJsonData"]["httpHeaderValue1"])
        for name in ("prometheus", "grafana"):
            self.assertIn(pathlib.Path(token_file).name, SERVICES[name]["secrets"])

        folder = self.enterContext(tempfile.TemporaryDirectory())
        for secret in SERVICES["serve"]["secrets"]:
            (pathlib.Path(folder) / secret).write_text(f"the-{secret}\n")
        settings = (DEPLOY / "slipstream.yaml").read_text().replace("/run/secrets", folder)
        file = pathlib.Path(folder) / "slipstream.yaml"
        file.write_text(re.sub(r"(0\.0\.0\.0|127\.0\.0\.1):\d+", r"\1:0", settings))
        server = subprocess.Popen([BINARY, "up", "--paused", "--json", "--quiet", "--engine", "embedded",
                                   "--data", folder, "--config", file],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(server.communicate)
        self.addCleanup(server.kill)
        shared, private = json.loads(server.stdout.readline())["addresses"]
        shared = shared.replace("0.0.0.0", "127.0.0.1")
        read = {"Authorization": "Bearer the-read_token", "Host": target}
        control = {"Authorization": "Bearer the-control_token", "Host": target}

        status, kind = ask(shared + "/metrics", {**read, "Accept": PROMETHEUS_ACCEPTS})
        self.assertEqual((status, kind), (200, "text/plain; version=0.0.4; charset=utf-8"))
        self.assertEqual(ask(shared + "/search", read, b"{}")[0], 200)
        self.assertEqual(ask(shared + "/metrics", {"Host": target})[0], 401)
        self.assertEqual(ask(shared + "/metrics", {**read, "Host": "elsewhere:5001"})[0], 403)
        self.assertEqual(ask(shared + "/api/v1/replay", read, b'{"speed":2}', "PATCH")[0], 403)
        self.assertNotIn(ask(shared + "/api/v1/replay", control, b'{"speed":2}', "PATCH")[0], (401, 403))
        for path in ("/readyz", "/healthz"):
            self.assertIn(ask(private + path, {})[0], (200, 503))


PROMETHEUS_ACCEPTS = ("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                      "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2")


def ask(url, headers, body=None, method=None):
    """Status and content type of the answer."""
    request = urllib.request.Request(url, data=body, method=method, headers=headers)
    if body:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers["Content-Type"]
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"]


if __name__ == "__main__":
    unittest.main()
