"""hub/kubernetes/ as far as it can be checked without a cluster: against published schemas, and
part against part."""

import copy
import json
import os
import re
import runpy
import subprocess
import sys
import types
from pathlib import Path

import jsonschema
import kubernetes_validate
import pytest
import yaml
from traitlets.config import Config

ROOT = Path(__file__).parents[2]
HUB = ROOT / "hub"
KUBERNETES = HUB / "kubernetes"
# The chart's own schema and values: of Zero to JupyterHub, commit 48ea50e of 2026-07-24 with
# JupyterHub 5.5.0, as JSON without comments and descriptions. BSD-3-Clause, see LICENSE there.
CHART = Path(__file__).parent / "chart"
SCHEMA = json.loads((CHART / "values.schema.json").read_text())
DEFAULTS = json.loads((CHART / "values.json").read_text())
# What the chart makes, with its release called `hub` as install calls it.
CHART_SECRETS = {("hub", "hub.services.mmap.apiToken")}
MADE_BY_HAND = {("mmap-login", "client_id"), ("mmap-login", "client_secret")}
MADE_BY_INSTALL = {("mmap-gradebook", "password")}


def loaded(name: str) -> dict:
    return yaml.safe_load((KUBERNETES / name).read_text())


def merged(first: dict, second: dict) -> dict:
    """As Helm merges two files of values."""
    both = copy.deepcopy(first)
    for key, value in second.items():
        nested = isinstance(value, dict) and isinstance(both.get(key), dict)
        both[key] = merged(both[key], value) if nested else value
    return both


VALUES = merged(loaded("values.yaml"), loaded("class.example.yaml"))
for _name, _file in {
    "class_roles": HUB / "class_roles.py",
    "class_config": KUBERNETES / "class_config.py",
}.items():  # as install does by --set-file
    VALUES["hub"]["extraFiles"][_name]["stringData"] = _file.read_text()
KUSTOMIZATION = loaded("kustomization.yaml")
MANIFESTS = [
    manifest
    for name in KUSTOMIZATION["resources"]
    for manifest in yaml.safe_load_all((KUBERNETES / name).read_text())
]
TEMPLATES = {
    manifest["metadata"]["name"]: manifest["spec"]["template"]
    for manifest in MANIFESTS
    if manifest["kind"] in ("Deployment", "StatefulSet")
}
CONTAINERS = [
    (f"{name}/{container['name']}", template["spec"], container)
    for name, template in TEMPLATES.items()
    for container in [*template["spec"].get("initContainers", []), *template["spec"]["containers"]]
]


def named(kind: str) -> set[str]:
    return {each["metadata"]["name"] for each in MANIFESTS if each["kind"] == kind}


# --- values for the chart -----------------------------------------------------------------------


def check(values: dict) -> None:
    """As Helm does: the schema is for the chart's values with ours over them."""
    jsonschema.validate(merged(DEFAULTS, values), SCHEMA)


def test_values_fit_the_chart():
    check(VALUES)


@pytest.mark.parametrize(
    "wrong",
    [
        {"singleuser": {"memory": {"limits": "2G"}}},
        {"singleuser": {"networkPolicy": {"egressAllowRules": {"private": False}}}},
        {"hub": {"extraFiles": {"class_config": {"path": "/x"}}}},
        {"cull": {"timeout": "soon"}},
    ],
)
def test_the_schema_finds_a_slip(wrong):
    with pytest.raises(jsonschema.ValidationError):
        check(merged(VALUES, wrong))


def test_nobody_is_let_in_or_an_administrator_by_default():
    config = VALUES["hub"]["config"]
    assert config["JupyterHub"]["admin_access"] is False
    assert config["JupyterHub"]["authenticator_class"] not in ("dummy", "tmp", "null")
    assert config["GenericOAuthenticator"]["allow_all"] is False
    assert VALUES["proxy"]["https"]["enabled"]


def test_student_pods_reach_nothing_private():
    policy = VALUES["singleuser"]["networkPolicy"]
    assert policy["enabled"]
    assert policy["egressAllowRules"] == {"privateIPs": False, "cloudMetadataServer": False}


@pytest.fixture
def configured(monkeypatch):
    """The hub's configuration after class_config.py has run in it, as the chart runs it."""

    def told(key, default=None):
        value = VALUES
        for part in key.split("."):
            value = value.get(part, {})
        return value or default

    monkeypatch.setitem(sys.modules, "z2jh", types.SimpleNamespace(get_config=told))
    monkeypatch.syspath_prepend(HUB)
    config = Config()
    config.JupyterHub.load_roles = [{"name": "jupyterhub-idle-culler"}]
    runpy.run_path(str(KUBERNETES / "class_config.py"), init_globals={"c": config})
    return config


def test_class_takes_part_and_nobody_else(configured):
    assert configured.Authenticator.allowed_users == {"ada", "ben", "ines"}
    assert configured.Authenticator.admin_users == set()
    assert configured.JupyterHub.load_groups == {
        "nbgrader-mmap": {"users": ["ada", "ben"]},
        "formgrade-mmap": {"users": ["ines", "mmap-grader"]},
    }
    names = [role["name"] for role in configured.JupyterHub.load_roles]
    assert names == ["jupyterhub-idle-culler", "server", "students", "graders", "formgrader"]


def test_each_pod_runs_as_a_user_of_its_own(configured):
    def spawner(name: str):
        return types.SimpleNamespace(user=types.SimpleNamespace(name=name), environment={})

    for name, number in (("ada", 10001), ("ines", 10003)):
        for trait in ("uid", "gid", "fs_gid"):
            assert configured.KubeSpawner[trait](spawner(name)) == number
    for name, role in (("ada", "student"), ("ines", "instructor")):
        each = spawner(name)
        configured.Spawner.pre_spawn_hook(each)
        assert f"/config/{role}:" in each.environment["JUPYTER_CONFIG_PATH"]


# --- manifests beside it ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "manifest", MANIFESTS, ids=lambda each: f"{each['kind']}-{each['metadata']['name']}"
)
def test_manifest_fits_kubernetes(manifest):
    latest = kubernetes_validate.latest_version()
    kubernetes_validate.validate(manifest, latest, strict=True)


@pytest.mark.parametrize(("name", "pod", "container"), CONTAINERS, ids=[c[0] for c in CONTAINERS])
def test_container_has_limits_and_no_privilege(name, pod, container):
    assert container["resources"]["limits"]["memory"]
    assert container["resources"]["requests"]["cpu"]
    security = container["securityContext"]
    assert security["allowPrivilegeEscalation"] is False
    assert security["capabilities"] == {"drop": ["ALL"]}
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    root = security.get("runAsUser", pod["securityContext"]["runAsUser"]) == 0
    assert root == (name == "mmap-formgrader/open-exchange"), "only that one needs root"


def test_workers_that_run_submissions_hold_no_secret():
    for name, pod, container in CONTAINERS:
        if name.startswith("mmap-dask"):
            assert container["image"] == "mmap-course"  # without the solutions
            assert [entry["name"] for entry in container["env"]] == ["HOME"]
            assert all(set(volume) == {"name", "emptyDir"} for volume in pod["volumes"])


def test_every_secret_and_volume_exists():
    assert named("Secret") == set()
    wanted = set()
    claims = set()
    entries = [entry for _, _, each in CONTAINERS for entry in each.get("env", [])]
    entries += VALUES["hub"]["extraEnv"].values()
    for entry in entries:
        if reference := entry.get("valueFrom", {}).get("secretKeyRef"):
            wanted.add((reference["name"], reference["key"]))
    assert wanted == CHART_SECRETS | MADE_BY_HAND | MADE_BY_INSTALL
    volumes = [volume for _, pod, _ in CONTAINERS for volume in pod.get("volumes", [])]
    volumes += VALUES["singleuser"]["storage"]["extraVolumes"].values()
    for volume in volumes:
        if claim := volume.get("persistentVolumeClaim"):
            claims.add(claim["claimName"])
    assert claims == named("PersistentVolumeClaim")


def test_services_and_policies_select_pods():
    labels = [set(template["metadata"]["labels"].items()) for template in TEMPLATES.values()]
    selectors = [each["spec"]["selector"] for each in MANIFESTS if each["kind"] == "Service"]
    policies = [each["spec"] for each in MANIFESTS if each["kind"] == "NetworkPolicy"]
    selectors += [policy["podSelector"]["matchLabels"] for policy in policies]
    for selector in selectors:
        assert any(selector.items() <= pod for pod in labels), selector
    for pod in labels:
        assert any(policy["podSelector"]["matchLabels"].items() <= pod for policy in policies), (
            f"no policy guards {pod}"
        )


def test_addresses_name_services():
    text = "".join((KUBERNETES / name).read_text() for name in KUSTOMIZATION["resources"])
    text += (KUBERNETES / "values.yaml").read_text()
    text += (HUB / "image" / "nbgrader_config.py").read_text()
    named_there = set(re.findall(r"(?://|@)(mmap-[a-z-]+)", text))
    assert named_there == named("Service")


def test_images_are_those_that_are_built():
    built = re.findall(r"--tag ([\w-]+):", (HUB / "image" / "Dockerfile").read_text())
    used = {container["image"] for _, _, container in CONTAINERS}
    assert used == {*built, "postgres"}
    assert used == {image["name"] for image in KUSTOMIZATION["images"]}


# --- accounts and install -----------------------------------------------------------------------


def accounts(path: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, KUBERNETES / "accounts.py", path]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_accounts_of_the_class():
    done = accounts(KUBERNETES / "class.example.yaml")
    made = json.loads(done.stdout)
    kubernetes_validate.validate(made, kubernetes_validate.latest_version(), strict=True)
    numbers = {
        fields[0]: int(fields[2])
        for line in made["data"]["passwd"].splitlines()
        if (fields := line.split(":")) and int(fields[2]) >= 10000
    }
    numbers.pop("nobody")
    assert numbers == {"mmap-grader": 10000, "ada": 10001, "ben": 10002, "ines": 10003}
    runs_as = TEMPLATES["mmap-formgrader"]["spec"]["securityContext"]["runAsUser"]
    assert runs_as == numbers["mmap-grader"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("custom: {students: {ada: 10001, ben: 10001}}", "ben and ada have the same number"),
        ("custom: {students: {ada: 10000}}", "ada and mmap-grader have the same number"),
        ("custom: {students: {ada: 0}}", "ada needs a number from 10001 on"),
        ("custom: {students: {'a:b': 10001}}", "'a:b' is no name"),
        ("custom: {students: {ada: 10001}, instructors: {ada: 10001}}", "is a student and an"),
        ("custom: [", "while parsing"),
    ],
)
def test_accounts_says_what_is_wrong(tmp_path, text, says):
    (tmp_path / "class.yaml").write_text(text)
    done = accounts(tmp_path / "class.yaml")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert says in done.stderr


@pytest.fixture
def install(tmp_path):
    """Run hub/kubernetes/install with a kubectl and a helm that write down what they are asked;
    the secrets that kubectl has are the files in secrets/."""
    recorded = tmp_path / "asked"
    (tmp_path / "secrets").mkdir()
    kubectl = f"""
echo "kubectl $*" >>{recorded}
case "$*" in
*"get secret"*) for name; do :; done; exec cat {tmp_path}/secrets/$name ;;
*"create secret"*) cat >{tmp_path}/secrets/mmap-gradebook ;;
*"apply --filename -"*) cat >{tmp_path}/accounts ;;
esac"""
    for name, body in (("kubectl", kubectl), ("helm", f'echo "helm $*" >>{recorded}')):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)
    path = os.pathsep.join([str(tmp_path), str(Path(sys.executable).parent), os.environ["PATH"]])

    def run() -> tuple[subprocess.CompletedProcess, str]:
        recorded.write_text("")
        done = subprocess.run(
            [KUBERNETES / "install", KUBERNETES / "class.example.yaml"],
            env={"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        return done, recorded.read_text()

    return run


def test_install_makes_a_secret_once(install, tmp_path):
    (tmp_path / "secrets" / "mmap-login").touch()
    done, asked = install()
    assert done.returncode == 0, done.stderr
    secret = (tmp_path / "secrets" / "mmap-gradebook").read_text()
    assert re.fullmatch(r"[0-9a-f]{48}", secret)
    assert secret not in asked
    assert json.loads((tmp_path / "accounts").read_text())["kind"] == "ConfigMap"
    (helm,) = re.findall(r"^helm .*", asked, re.M)
    for name in re.findall(r"=(/\S+)", helm):
        assert Path(name).exists(), name
    files = set(re.findall(r"hub\.extraFiles\.(\w+)\.stringData", helm))
    assert files == VALUES["hub"]["extraFiles"].keys()
    install()
    assert (tmp_path / "secrets" / "mmap-gradebook").read_text() == secret


def test_install_asks_for_the_login_first(install):
    done, asked = install()
    assert done.returncode == 1
    assert "mmap-login" in done.stderr
    assert "helm" not in asked
    assert "apply" not in asked
