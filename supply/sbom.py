"""The bill of materials, as CycloneDX: each locked part with its version, its hashes and what needs it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from supply.locks import Part

NAME, VERSION = "ftap-assistant", "0.1.0"
_PAGES = {
    "pypi": "https://pypi.org/project/{name}/{version}/",
    "npm": "https://www.npmjs.com/package/{name}/v/{version}",
}


def bom(parts: Iterable[Part]) -> Bom:
    """The bill of some parts, and of what needs which."""
    made = Bom()
    whole = Component(name=NAME, version=VERSION, type=ComponentType.APPLICATION, bom_ref=NAME)
    made.metadata.component = whole
    parts = list(parts)
    components = {(part.kind, part.name): _component(part) for part in parts}
    needs: dict[Component, list[Component]] = {one: [] for one in (whole, *components.values())}
    for part in parts:
        by = [components[part.kind, name] for name in part.needed_by if (part.kind, name) in components]
        for one in by or [whole]:
            needs[one].append(components[part.kind, part.name])
    for component in components.values():
        made.components.add(component)
    for one, needed in needs.items():
        made.register_dependency(one, needed)
    return made


def write(made: Bom, file: Path) -> None:
    """Writes a bill as JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    JsonV1Dot6(made).output_to_file(str(file), allow_overwrite=True, indent=2)


def _component(part: Part) -> Component:
    """A part; each of its hashes is that of one of the files in which it comes."""
    space, _, name = part.name.rpartition("/")
    address = PackageURL(part.kind, namespace=space or None, name=name, version=part.version)
    algorithm = HashAlgorithm.SHA_256 if part.kind == "pypi" else HashAlgorithm.SHA_512
    page = XsUri(_PAGES[part.kind].format(name=part.name, version=part.version))
    files = [
        ExternalReference(
            type=ExternalReferenceType.DISTRIBUTION, url=page, hashes=[HashType(alg=algorithm, content=one)]
        )
        for one in part.hashes
    ]
    return Component(
        name=part.name,
        version=part.version,
        type=ComponentType.LIBRARY,
        purl=address,
        bom_ref=address.to_string(),
        external_references=files,
    )
