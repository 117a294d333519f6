// The map: regions and sites in the colours of their levels, incidents as wide as their places are uncertain.
/* global L */
import { levelWord, nameOf, number } from './words.js';

const SHOWN_INCIDENTS = 40;
const LABELLED_DEGREES = 1.5;
const css = getComputedStyle(document.documentElement);
const colour = level => css.getPropertyValue(`--${(level ?? 'UNKNOWN').toLowerCase()}`).trim();

// Leaflet takes strings for HTML; what comes from outside goes in as text.
function text(...lines) {
  const element = document.createElement('div');
  for (const line of lines.filter(Boolean)) {
    element.append(Object.assign(document.createElement('div'), { textContent: line }));
  }
  return element;
}

export class RiskMap {
  constructor(container, view, select) {
    this.map = L.map(container, { attributionControl: false, scrollWheelZoom: false, zoomSnap: 0.25 });
    this.areas = new Map();
    this.sites = new Map();
    this.names = new Map();
    this.incidents = L.layerGroup();
    for (const region of view.regions) {
      const shape = L.polygon(region.outline, { className: 'region', weight: 1, fillOpacity: 0.45 });
      this.add(this.areas, `region/${region.id}`, shape, select);
      this.label(`region/${region.id}`, shape.getBounds());
    }
    this.incidents.addTo(this.map);
    for (const place of view.sites) {
      const shape = place.corners.length
        ? L.polygon(place.corners, { className: 'site', weight: 3, fillOpacity: 0.9 })
        : L.circleMarker(place.centre, { className: 'site', radius: 7, weight: 2, fillOpacity: 0.95 });
      this.add(this.sites, `project/${place.project}`, shape, select);
    }
    this.bounds = L.featureGroup([...this.areas.values()].flat()).getBounds();
    this.fit();
    let touched = false;
    for (const act of ['pointerdown', 'keydown']) container.addEventListener(act, () => { touched = true; });
    new ResizeObserver(() => { this.map.invalidateSize(); if (!touched) this.fit(); }).observe(container);
  }

  add(layers, subject, shape, select) {
    shape.on('click', () => select(subject)).addTo(this.map);
    layers.set(subject, [...(layers.get(subject) ?? []), shape]);
  }

  /** @param rivers GeoJSON of Natural Earth */
  showRivers(rivers) {
    L.control.attribution({ prefix: false }).addTo(this.map);
    L.geoJSON(rivers, { className: 'river', weight: 1.5, opacity: 0.9, interactive: false, attribution: 'Natural Earth' })
      .addTo(this.map).bringToBack();
    [...this.areas.values()].flat().forEach(area => area.bringToBack());
  }

  // A name where there is room for it, which is in none of the districts around a capital.
  label(subject, bounds) {
    if (bounds.getEast() - bounds.getWest() < LABELLED_DEGREES) return;
    this.names.set(subject, L.tooltip({ permanent: true, direction: 'center', className: 'place', interactive: false })
      .setLatLng(bounds.getCenter()).addTo(this.map));
  }

  fit() {
    this.map.fitBounds(this.bounds, { animate: false });
  }

  show(subject) {
    const key = `${subject.kind}/${subject.id}`;
    this.names.get(key)?.setContent(text(nameOf(subject.names)));
    for (const shape of (subject.kind === 'project' ? this.sites : this.areas).get(key) ?? []) {
      shape.setStyle({ fillColor: colour(subject.level) });
      shape.unbindTooltip().bindTooltip(
        text(nameOf(subject.names), `${levelWord(subject.level)} ${number(subject.score)}`), { sticky: true });
    }
  }

  showIncidents(incidents) {
    this.incidents.clearLayers();
    for (const { account, occurredTo } of incidents.slice(0, SHOWN_INCIDENTS)) {
      const point = account.location?.point;
      if (!point) continue;
      L.circle([point.lat, point.lon], {
        className: 'incident', radius: 1000 * Math.max(1, account.location.uncertaintyKm), weight: 1.5, dashArray: '4 4', fillOpacity: 0.12,
      }).bindTooltip(text(account.headline, occurredTo.slice(0, 10)), { sticky: true }).addTo(this.incidents);
    }
  }
}
