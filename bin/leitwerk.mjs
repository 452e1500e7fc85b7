#!/usr/bin/env node
import { checkNode, ensureBuild, ensurePackages } from './ensure.mjs';

checkNode();
ensurePackages();
await ensureBuild();
await import('../dist/leitwerk.mjs');
