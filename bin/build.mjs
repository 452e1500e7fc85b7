import { checkNode, ensureBuild, ensurePackages } from './ensure.mjs';

checkNode();
ensurePackages();
await ensureBuild();
