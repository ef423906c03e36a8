import type { RoomApp } from "../app/room-app.js";

/** Whether the stone can be made of the material, and what is to be minded; renewed as cut, size and material change. */
export function Verdict({ app }: { app: RoomApp }) {
  const words = app.words.value.making;
  const { inspection, isRecutting } = app.study;
  const found = inspection.value;
  if (found === undefined || isRecutting.value) {
    return (
      <div class="verdict" role="status" aria-busy="true">
        <strong>{isRecutting.value ? words.recutting : words.inspecting}</strong>
      </div>
    );
  }
  const { carats, sizeMm, weightGrams } = found.measure;
  const remarks = found.findings.filter(({ severity }) => severity !== "ok");
  return (
    <div class="verdict" role="status" data-severity={found.severity}>
      <strong>{words.verdict[found.severity]}</strong>
      <p>
        {words.measures(sizeMm)}
        {weightGrams !== null && `, ${words.weight(weightGrams, carats)}`}
      </p>
      {remarks.length === 0 ? (
        <p>{words.nothingFound(found.findings.length)}</p>
      ) : (
        <ul>
          {remarks.map((finding) => (
            <li key={finding.check}>
              <b>{words.checks[finding.check]}:</b> {words.finding(finding)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
