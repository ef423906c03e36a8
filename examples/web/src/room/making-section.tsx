import { MATERIAL_PROFILES, type MakingProcess, type MaterialName } from "@vocalith/geometry";
import type { RoomApp } from "../app/room-app.js";
import { CUT_NAMES, SIZE_RANGE_MM } from "../app/settings.js";
import { Verdict } from "./verdict.js";

const PROCESSES: readonly MakingProcess[] = ["print", "cast", "cut"];
const MATERIALS = Object.keys(MATERIAL_PROFILES) as MaterialName[];

/** Cut, size and material, and whether it can be made so. */
export function MakingSection({ app }: { app: RoomApp }) {
  const words = app.words.value.making;
  const { cut, material, sizeMm } = app.study.settings.value;
  const { least, most, step } = SIZE_RANGE_MM;
  return (
    <section aria-labelledby="making-heading">
      <h2 id="making-heading">{words.heading}</h2>
      <div class="making">
        <fieldset class="field">
          <legend class="field-name">{words.cut}</legend>
          <div class="choices">
            {CUT_NAMES.map((each) => (
              <label key={each} class="choice">
                <input
                  type="radio"
                  name="cut"
                  value={each}
                  checked={cut === each}
                  onChange={() => app.study.change({ cut: each })}
                />
                {words.cuts[each].name}
                <small>{words.cuts[each].what}</small>
              </label>
            ))}
          </div>
        </fieldset>
        <div class="field">
          <div class="size-line">
            <label for="size" class="field-name">
              {words.size}
            </label>
            <output for="size" class="tabular">
              {words.sizeValue(sizeMm)}
            </output>
          </div>
          <input
            id="size"
            type="range"
            min={least}
            max={most}
            step={step}
            value={sizeMm}
            aria-valuetext={words.sizeValue(sizeMm)}
            style={{ "--share": `${(100 * (sizeMm - least)) / (most - least)}%` }}
            onInput={({ currentTarget }) => app.study.change({ sizeMm: currentTarget.valueAsNumber })}
          />
        </div>
        <div class="field">
          <label for="material">{words.material}</label>
          <select
            id="material"
            value={material}
            onChange={({ currentTarget }) => app.study.change({ material: currentTarget.value as MaterialName })}
          >
            {PROCESSES.map((process) => (
              <optgroup key={process} label={words.processes[process]}>
                {MATERIALS.filter((name) => MATERIAL_PROFILES[name].process === process).map((name) => (
                  <option key={name} value={name}>
                    {words.materials[name]}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
        <Verdict app={app} />
      </div>
    </section>
  );
}
