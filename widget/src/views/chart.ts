import { html, nothing, svg, type TemplateResult } from "lit";
import type { Chart, ChartRow } from "../contract.js";
import { TEXTS } from "../texts.js";

/** Bars with their values printed, and the same as a table. */
export function chartView({ caption, rows }: Chart): TemplateResult {
  const most = Math.max(...rows.map((row) => row.amount_eur), 1);
  return html`
    <figure class="chart">
      <figcaption>${caption}</figcaption>
      <div class="bars" role="img" aria-label=${TEXTS.chart(caption)}>
        ${rows.map((row) => bar(row, Math.max(row.amount_eur, 0) / most))}
      </div>
      <details>
        <summary>${TEXTS.table}</summary>
        <div class="table" role="region" tabindex="0" aria-label=${TEXTS.tableScroll(caption)}>${table(caption, rows)}</div>
      </details>
    </figure>
  `;
}

/** Labels and values are HTML, so that they wrap and grow with the person's text size; only the bar is drawn. */
function bar(row: ChartRow, share: number): TemplateResult {
  return html`
    <div class="bar">
      <span class="bar-label">${row.label}</span>
      <svg class="bar-track" width="100%" height="10" aria-hidden="true">
        ${svg`<rect class="bar-fill" width="${(share * 100).toFixed(2)}%" height="10" rx="3" />`}
      </svg>
      <span class="bar-value">${row.amount}</span>
    </div>
  `;
}

function table(caption: string, rows: ChartRow[]): TemplateResult {
  const { label, carriers, amount } = TEXTS.columns;
  const carried = rows.some((row) => row.carriers);
  return html`
    <table>
      <caption>${caption}</caption>
      <thead>
        <tr>
          <th scope="col">${label}</th>
          ${carried ? html`<th scope="col">${carriers}</th>` : nothing}
          <th scope="col">${amount}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`
            <tr>
              <th scope="row">${row.label}</th>
              ${carried ? html`<td>${row.carriers}</td>` : nothing}
              <td class="amount">${row.amount}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}
