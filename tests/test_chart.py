"""The chart for Kubernetes: what Helm makes of it is what Kubernetes accepts, and hardened."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

ROOT = Path(__file__).parents[1]
CHART = ROOT / "deploy" / "chart"
HELM = Path(sys.executable).with_name("helm")
EVERYTHING = (
    "--set=autoscaling.enabled=true,ingress.enabled=true,ingress.tlsSecret=certificate,prometheusNamespace=monitoring"
)


def _helm(*arguments: str) -> str:
    done = subprocess.run([HELM, *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _made(*options: str) -> list[dict[str, Any]]:
    return [made for made in yaml.safe_load_all(_helm("template", "ftap", str(CHART), *options)) if made]


def _of_kind(made: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [each for each in made if each["kind"] == kind]


def _pods() -> Iterator[dict[str, Any]]:
    for deployment in _of_kind(_made(), "Deployment"):
        yield deployment["spec"]["template"]["spec"]


def test_helm_finds_no_fault_in_it() -> None:
    assert "0 chart(s) failed" in _helm("lint", "--strict", str(CHART))


@pytest.mark.parametrize("options", [(), (EVERYTHING,)], ids=["as it is", "everything"])
@pytest.mark.parametrize("version", ["1.26", "1.28"])
def test_kubernetes_accepts_it(version: str, options: tuple[str, ...]) -> None:
    for made in _made(*options):
        kubernetes_validate.validate(made, version, strict=True)


def test_all_that_can_be_chosen_is_made() -> None:
    made = _made(EVERYTHING)

    assert {each["kind"] for each in made} >= {"HorizontalPodAutoscaler", "Ingress", "NetworkPolicy"}
    (assistant,) = (each for each in _of_kind(made, "Deployment") if "assistant" in each["metadata"]["name"])
    assert "replicas" not in assistant["spec"]  # or each upgrade would undo what the autoscaler did
    ((rule,),) = ([path for path in each["spec"]["rules"]] for each in _of_kind(made, "Ingress"))
    assert [path["path"] for path in rule["http"]["paths"]] == ["/assistant"]


def test_nothing_runs_as_root_or_writes_its_image() -> None:
    for pod in _pods():
        assert pod["securityContext"]["runAsNonRoot"] and not pod["automountServiceAccountToken"]
        for container in pod["containers"]:
            hardened = container["securityContext"]
            assert hardened["readOnlyRootFilesystem"] and not hardened["allowPrivilegeEscalation"]
            assert hardened["capabilities"]["drop"] == ["ALL"]


def test_only_the_proxy_is_reached_from_outside() -> None:
    made = _made()
    services = {each["metadata"]["name"]: each["spec"] for each in _of_kind(made, "Service")}
    (policy,) = _of_kind(made, "NetworkPolicy")
    (source,) = policy["spec"]["ingress"]

    assert all(spec.get("type", "ClusterIP") == "ClusterIP" for spec in services.values())
    assert services["ftap"]["selector"]["app.kubernetes.io/component"] == "proxy"
    assert [peer["podSelector"]["matchLabels"]["app.kubernetes.io/component"] for peer in source["from"]] == ["proxy"]


def test_secrets_come_from_a_secret_alone() -> None:
    made = yaml.safe_dump_all(_made())

    assert not [name for name in ("FTAP_SECRET", "FTAP_DATABASE_URL", "FTAP_REDIS_URL") if name in made]
    assert "secretRef" in made


def test_the_proxy_gets_the_file_that_the_tests_of_faults_try() -> None:
    (configuration,) = _of_kind(_made(), "ConfigMap")
    template = (ROOT / "deploy" / "nginx.conf.template").read_text(encoding="utf-8")

    assert configuration["data"]["nginx.conf.template"].strip() == template.strip()
