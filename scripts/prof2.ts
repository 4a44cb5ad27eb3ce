import { analyze, Workspace } from '../server/core/index.ts';
import { generatedFleet } from '../test/support/generated-fleet.ts';
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
const files = generatedFleet(Number(process.argv[2] ?? 100));
const w = new Workspace();
w.applyChanges(files); analyze(w.snapshot);
const session = new Session(); session.connect(); await session.post('Profiler.enable'); await session.post('Profiler.setSamplingInterval',{interval:200}); await session.post('Profiler.start');
const f = files.find(({file})=>file===process.argv[3])!;
const times=[];
for (let r=0;r<40;r++) { const s=w.applyChanges([{file:f.file,text:`${f.text}# ${r}\n`}]); const t=performance.now(); analyze(s); times.push(performance.now()-t);}
times.sort((a,b)=>a-b); console.log('median', times[20].toFixed(1),'p95',times[37].toFixed(1));
const {profile} = await session.post('Profiler.stop'); writeFileSync('/tmp/edit.cpuprofile', JSON.stringify(profile));
process.exit(0);
