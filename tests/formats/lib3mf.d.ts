declare module "@3mfconsortium/lib3mf" {
  interface Position {
    get_Coordinates0(): number;
    get_Coordinates1(): number;
    get_Coordinates2(): number;
    delete(): void;
  }

  interface Triangle {
    get_Indices0(): number;
    get_Indices1(): number;
    get_Indices2(): number;
    delete(): void;
  }

  interface TriangleProperties {
    get_ResourceID(): number;
    get_PropertyIDs0(): number;
    get_PropertyIDs1(): number;
    get_PropertyIDs2(): number;
    delete(): void;
  }

  interface Color {
    get_Red(): number;
    get_Green(): number;
    get_Blue(): number;
    get_Alpha(): number;
    delete(): void;
  }

  interface MeshObject {
    GetName(): string;
    GetVertexCount(): number;
    GetTriangleCount(): number;
    GetVertex(index: number): Position;
    GetTriangle(index: number): Triangle;
    GetTriangleProperties(index: number): { readonly Property: TriangleProperties };
    GetObjectLevelProperty(): {
      readonly UniqueResourceID: number;
      readonly PropertyID: number;
      readonly return: boolean;
    };
    IsManifoldAndOriented(): boolean;
  }

  interface MetaData {
    GetNameSpace(): string;
    GetName(): string;
    GetValue(): string;
    GetMustPreserve(): boolean;
  }

  interface Model {
    QueryReader(format: "3mf"): Reader;
    GetMeshObjects(): { MoveNext(): boolean; GetCurrentMeshObject(): MeshObject };
    GetBuildItems(): { MoveNext(): boolean; GetCurrent(): { GetObjectResourceID(): number } };
    GetColorGroupByID(id: number): { GetCount(): number; GetColor(propertyId: number): Color };
    GetMetaDataGroup(): { GetMetaDataCount(): number; GetMetaData(index: number): MetaData };
    GetUnit(): { readonly value: number };
    HasPackageThumbnailAttachment(): boolean;
    delete(): void;
  }

  interface Reader {
    SetStrictModeActive(isStrict: boolean): void;
    ReadFromFile(path: string): void;
    GetWarningCount(): number;
  }

  /** The part of lib3mf's binding that the tests use. */
  interface Lib3mf {
    readonly CWrapper: new () => { CreateModel(): Model };
    readonly FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
    readonly eModelUnit: { readonly MilliMeter: { readonly value: number } };
  }

  const lib3mf: () => Promise<Lib3mf>;

  // biome-ignore lint/style/noDefaultExport: the package has no other.
  export { lib3mf as default };
}
