import { analyze, tenantViews, Workspace } from '../server/core/index.ts';
import { engineOf } from '../server/core/workspace/engine.ts';
import { generatedFleet } from '../test/support/generated-fleet.ts';
import { stats } from '../server/core/incremental/graph.ts';
const files = generatedFleet(Number(process.argv[2] ?? 100));
const w = new Workspace();
w.applyChanges(files);
let t=performance.now(); tenantViews(w.snapshot); console.log('first model', performance.now()-t);
t=performance.now(); analyze(w.snapshot); console.log('first verdict', performance.now()-t, JSON.stringify(engineOf(w.snapshot).counters), Math.round(process.memoryUsage().heapUsed/1e6));
for (const pick of ['tenants/team-7/sync.yaml','apps/team-7/app-3.yaml','tenants/team-7/rbac.yaml','tenants/team-7/namespace.yaml','apps/team-7/kustomization.yaml']) {
  const f = files.find(({file})=>file===pick)!;
  for (let r=0;r<3;r++) {
    stats.clear();
    const s=w.applyChanges([{file:pick,text:`${f.text}# ${r}\n`}]);
    t=performance.now(); analyze(s); const a=performance.now()-t;
    const before=[...stats].filter(([k])=>k.startsWith('WIDE'));
    t=performance.now(); const top=[...stats].sort((x,y)=>y[1].ms-x[1].ms).slice(0,8).map(([k,v])=>`${k}:${v.n}/${v.ms.toFixed(1)}`).join(' ');
    t=performance.now(); tenantViews(s); const b=performance.now()-t;
    console.log(pick, a.toFixed(1), 'tree', b.toFixed(1), r===2? before.map(([k,v])=>`${k}:${v.n}`).join(' ')+' || '+top:'');
  }
}
