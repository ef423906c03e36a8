import type { RoomApp } from "../app/room-app.js";
import type { StoneSource } from "../app/scene.js";
import { FilesSection } from "../files/files-section.js";
import { prepareToFormatBytes } from "../files/format-bytes.js";
import { ShareSection } from "../files/share-section.js";
import { PairSection } from "../pair/pair-section.js";
import { ExplanationSection } from "./explanation-section.js";
import { MakingSection } from "./making-section.js";
import { Transport } from "./transport.js";
import { ViewingOptions } from "./viewing-options.js";

/** Does before what would keep the visitor waiting for the page. */
export function prepareStonePage(app: RoomApp): void {
  prepareToFormatBytes(app.language.peek());
}

/** The stone at large, and beside it all that can be said of it and done with it. */
export function StonePage({ app, source }: { app: RoomApp; source: StoneSource }) {
  const words = app.words.value;
  const stone = app.study.stone.value;
  const { clippedShare = 0 } = app.study.origin.value;
  if (stone === undefined) return null;
  const { crystals, mesh, sidesMm } = stone;
  return (
    <div class="stone-page">
      <div class="viewing">
        <Transport app={app} />
        <ViewingOptions app={app} />
      </div>
      <div class="panel">
        <header>
          <h1 data-arrival tabIndex={-1}>
            {words.stone.heading[source]}
          </h1>
          <p class="summary">
            {words.stone.summary({ crystals: crystals.length, facets: mesh.facets.length, sizeMm: sidesMm })}
          </p>
          {clippedShare > 0.0005 && <p class="remark">{words.stone.clipped(100 * clippedShare)}</p>}
          <div class="ways">
            <button type="button" class="button" onClick={() => app.speak()}>
              {words.stone.again}
            </button>
          </div>
        </header>
        <ExplanationSection app={app} />
        {/* What is to be done with it waits until it is cut, which building all this would hold up. */}
        {!app.study.isSketch.value && (
          <>
            <MakingSection app={app} />
            <PairSection app={app} />
            <FilesSection app={app} />
            <ShareSection app={app} />
          </>
        )}
      </div>
    </div>
  );
}
