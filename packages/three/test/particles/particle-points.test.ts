import { CustomBlending, PerspectiveCamera, Scene, type Vector4, type WebGLRenderer } from "three";
import { describe, expect, it } from "vitest";
import { PARTICLE_POINTS_DEFAULTS, particlePoints } from "../../src/index.js";

/** So many particles on a line of 2 mm a step, the first red, the others darker and darker. */
function line(count: number, timesSeconds?: Float32Array) {
  return {
    positions: Float32Array.from({ length: 3 * count }, (_, at) => (at % 3 === 0 ? (2 * at) / 3 : 0)),
    colors: Float32Array.from({ length: 3 * count }, (_, at) => (at % 3 === 0 ? 1 / (1 + at) : 0)),
    ...(timesSeconds && { timesSeconds }),
  };
}

/** What three.js does before it draws, without a graphics card. */
function beforeDrawing(cloud: ReturnType<typeof particlePoints>, heightPx: number): void {
  const renderer = { getCurrentViewport: (into: Vector4) => into.set(0, 0, 7, heightPx) } as unknown as WebGLRenderer;
  const group = undefined as unknown as Parameters<typeof cloud.onBeforeRender>[5];
  cloud.onBeforeRender(renderer, new Scene(), new PerspectiveCamera(), cloud.geometry, cloud.material, group);
}

describe("particlePoints", () => {
  it("takes a gem's particles as they are, in one object", () => {
    const asked: number[] = [];
    const placed = line(5);
    const gem = {
      particles(count: number) {
        asked.push(count);
        return placed;
      },
      individuals: [{}, {}],
    };
    const cloud = particlePoints(gem);
    expect(asked).toEqual([PARTICLE_POINTS_DEFAULTS.count]);
    expect(cloud.geometry.getAttribute("position").array).toBe(placed.positions);
    expect(cloud.geometry.getAttribute("color").array).toBe(placed.colors);
    expect(cloud.material.uniforms.individuals?.value).toBe(2);
    expect(cloud.geometry.index).toBeNull();
  });

  it("knows when each sounded, or spreads them over the time of the voice", () => {
    const times = Float32Array.of(0.5, 0.7, 2);
    const time = (cloud: ReturnType<typeof particlePoints>) => cloud.geometry.getAttribute("timeSeconds").array;
    expect(time(particlePoints(line(3, times)))).toBe(times);
    expect([...time(particlePoints(line(4), { durationSeconds: 8 }))]).toEqual([1, 3, 5, 7]);
  });

  it("takes its sizes from nine tenths of the cloud, and keeps what flies in view", () => {
    const cloud = particlePoints(line(11));
    const { cloudCenter, cloudRadius } = cloud.material.uniforms;
    expect(cloudCenter?.value.toArray()).toEqual([10, 0, 0]);
    expect(cloudRadius?.value).toBe(10);
    expect(cloud.geometry.boundingSphere?.radius).toBeGreaterThan(10 * (1 + PARTICLE_POINTS_DEFAULTS.drift));
  });

  it("tells the shader what plays without a no-number, and how high the picture is", () => {
    const cloud = particlePoints(line(3));
    const { uniforms } = cloud.material;
    beforeDrawing(cloud, 480);
    expect([uniforms.playing?.value, uniforms.moment?.value, uniforms.viewportHeight?.value]).toEqual([false, 0, 480]);
    uniforms.soundSeconds.value = 1.25;
    beforeDrawing(cloud, 200);
    expect([uniforms.playing?.value, uniforms.moment?.value, uniforms.viewportHeight?.value]).toEqual([
      true,
      1.25,
      200,
    ]);
    uniforms.soundSeconds.value = Number.NaN;
    beforeDrawing(cloud, 200);
    expect(uniforms.playing?.value).toBe(false);
  });

  it("brightens dark voices more than bright ones, and never turns their order round", () => {
    const shown = (light: number): number => {
      const colors = new Float32Array(30).fill(light);
      const { uniforms } = particlePoints({ positions: line(10).positions, colors }).material;
      return uniforms.exposure?.value * light;
    };
    expect(shown(0.05)).toBeGreaterThan(3 * 0.05);
    expect(shown(0.9)).toBeGreaterThan(shown(0.3));
    expect(shown(0.3)).toBeGreaterThan(shown(0.05));
    expect(shown(0.9)).toBeLessThan(1);
  });

  it("is drawn through what lies before it, in any order", () => {
    const { material } = particlePoints(line(3));
    expect([material.blending, material.transparent, material.depthWrite]).toEqual([CustomBlending, true, false]);
    expect(material.depthTest).toBe(true);
  });

  it("is nothing where there is nothing", () => {
    const cloud = particlePoints(line(0));
    expect(cloud.geometry.getAttribute("position").count).toBe(0);
    expect(cloud.material.uniforms.cloudRadius?.value).toBe(1);
    expect(Number.isFinite(cloud.material.uniforms.exposure?.value)).toBe(true);
  });

  it("frees what it took, twice if asked", () => {
    const cloud = particlePoints(line(3));
    const freed: string[] = [];
    cloud.geometry.addEventListener("dispose", () => freed.push("geometry"));
    cloud.material.addEventListener("dispose", () => freed.push("material"));
    cloud.dispose();
    expect(freed).toEqual(["geometry", "material"]);
    expect(() => cloud.dispose()).not.toThrow();
  });

  it.each([
    ["size", 0],
    ["opacity", 2],
    ["drift", -0.1],
    ["breath", Number.NaN],
    ["durationSeconds", 0],
  ])("refuses %s = %d by name", (name, value) => {
    expect(() => particlePoints(line(3), { [name]: value })).toThrow(new RegExp(`${name} is .*accepted`));
  });
});
